"""What a person does in the window, one file for each family of deeds; `table.py` names them all."""
