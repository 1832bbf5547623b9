"""Lambda functions as real processes: awslambdaric talks to a small Runtime API, as it does in the cloud."""
