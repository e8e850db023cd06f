"""What the workflows of .github/ run beside the tasks."""
