"""What imports do by the clock."""
