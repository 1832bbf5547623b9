"""One module per command, each with `run(arguments)`; imported only when the command is called."""
