"""What people meet: the command line and the browser chat. Importing it loads nothing heavy."""
