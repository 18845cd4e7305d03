"""Commands of the audit: verify_audit."""
