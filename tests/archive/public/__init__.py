"""What readers meet, over HTTP and in a browser."""
