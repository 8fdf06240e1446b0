"""What a file holds, summed up for its sender; pure."""
