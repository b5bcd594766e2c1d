"""Papers as PDF. The only place that knows WeasyPrint, and only its child process imports it."""
