"""What people and machines see: JSON, HTML, the terminal; `privacy` lies below all of them."""
