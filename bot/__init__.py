"""What people see and press, and how Telegram reaches us."""
