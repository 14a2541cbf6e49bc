"""Every screen of Layby, pictured and measured: ``make screens``. No test; a tool for people."""
