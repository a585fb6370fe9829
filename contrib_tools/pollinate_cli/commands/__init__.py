"""Hold one module for each verb."""
