"""The exports of the usual systems are known by their own column names, without a word of anybody."""

from dataclasses import dataclass

import pytest

from bot.features.imports.rules.columns import guess, missing
from bot.features.imports.rules.files.vendor_headers import source_of_header


@dataclass(frozen=True)
class Export:
    """A system's export: its columns, whose they are, and what of them is read as what."""

    columns: str
    source: str
    reads: str


EXPORTS = {
    "HubSpot": Export(
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Currency",
        "hubspot",
        "external_id=Record ID,name=Deal Name,owner=Deal owner,stage=Deal Stage,created_on=Create Date",
    ),
    "HubSpot, internal names": Export(
        "hs_object_id,dealname,dealstage,closedate,hubspot_owner_id,amount,createdate",
        "hubspot",
        "external_id=hs_object_id,owner_id=hubspot_owner_id,stage=dealstage",
    ),
    "Salesforce report": Export(
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Probability (%),Close Date"
        ",Created Date,Opportunity ID,Type,Lead Source,Next Step",
        "salesforce",
        "external_id=Opportunity ID,owner=Opportunity Owner,probability=Probability (%),account=Account Name",
    ),
    "Salesforce Data Export": Export(
        "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,IsClosed,IsWon,OwnerId,"
        "CreatedDate,SystemModstamp",
        "salesforce",
        "external_id=Id,owner_id=OwnerId,stage=StageName,created_on=CreatedDate",
    ),
    "Pipedrive list": Export(
        "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of value,Deal - Organization"
        ",Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Expected close date",
        "pipedrive",
        "external_id=Deal - ID,owner=Deal - Owner,amount=Deal - Value,currency=Deal - Currency of value",
    ),
    "Pipedrive settings": Export(
        "ID,Title,Creator,Owner,Value,Currency,Organization,Pipeline,Contact person,Stage,Status"
        ",Deal created,Update time,Won time,Lost time,Deal closed on,Lost reason,Expected close date",
        "pipedrive",
        "external_id=ID,name=Title,owner=Owner,amount=Value,status=Status,created_on=Deal created",
    ),
    "Zoho": Export(
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Type"
        ",Created Time,Modified Time,Currency",
        "",
        "external_id=Record Id,owner=Deal Owner,owner_id=Deal Owner.id,amount=Amount,created_on=Created Time",
    ),
    # No public page shows the header rows of these two: the names are those of their documented fields.
    "Close": Export(
        "id,lead_id,lead_name,status_label,status_type,pipeline_name,value,value_currency,value_formatted,"
        "confidence,user_name,date_created,date_updated,date_won,date_lost",
        "",
        "account=lead_name,stage=status_label,status=status_type,amount=value_formatted,owner=user_name,"
        "currency=value_currency,won_on=date_won,lost_on=date_lost,created_on=date_created",
    ),
    "Copper": Export(
        "Copper ID,Name,Primary Contact,Company,Owner,Pipeline,Stage,Status,Loss Reason,Value,Currency"
        ",Win Probability,Source,Close Date,Created At,Updated At",
        "",
        "external_id=Copper ID,account=Company,status=Status,amount=Value,closed_on=Close Date,"
        "lead_source=Source,lost_reason=Loss Reason,source_at=Updated At",
    ),
    "Somebody's own": Export("id,rep,stage,amount,close date", "", "external_id=id,owner=rep"),
}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=list(EXPORTS))
def test_exports_are_known(export: Export) -> None:
    """Nothing that is needed is missing, and the source is named by its own header only."""
    columns = export.columns.split(",")
    layout = guess(columns)
    assert (layout.kind, missing(layout)) == ("deals", [])
    for each in export.reads.split(","):
        field, _, column = each.partition("=")
        assert column in layout.columns[field], field
    assert source_of_header(columns) == export.source
