"""Who is who across articles: every speaker's names, brought under one."""
