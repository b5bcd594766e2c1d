"""E-Kinerja: daily reports, attendance and the monthly TPP of a regency on one small server."""
