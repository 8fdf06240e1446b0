"""Files of rows, whatever their format: CSV and spreadsheets, read row by row; pure."""
