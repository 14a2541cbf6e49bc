"""Every screen, pictured and measured: ``make screenshots``. No test; a tool for people."""
