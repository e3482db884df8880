"""Charts, workbooks and the report on paper."""
