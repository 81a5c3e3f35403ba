"""The lake's storage options, told to an engine in its own words."""

from collections.abc import Mapping

__all__ = ["duckdb_secret"]

_DUCKDB_KEYS = {
    "AWS_ACCESS_KEY_ID": "KEY_ID",
    "AWS_SECRET_ACCESS_KEY": "SECRET",
    "AWS_SESSION_TOKEN": "SESSION_TOKEN",
    "AWS_REGION": "REGION",
}


def duckdb_secret(options: Mapping[str, str]) -> str | None:
    """The `CREATE SECRET` for S3, or None where no option speaks of S3. Options are delta-rs' (`AWS_…`)."""
    given = {key.upper(): value for key, value in options.items()}
    parts = {name: given[key] for key, name in _DUCKDB_KEYS.items() if key in given}
    endpoint = given.get("AWS_ENDPOINT_URL", "")
    if endpoint:
        parts["ENDPOINT"] = endpoint.split("://")[-1].rstrip("/")
        # A server of one's own seldom has a name per bucket; path style works on all of them.
        parts["URL_STYLE"] = "path"
    if not parts:
        return None
    settings = ", ".join(f"{name} '{value.replace(chr(39), chr(39) * 2)}'" for name, value in parts.items())
    use_ssl = "false" if endpoint.startswith("http://") else "true"
    return f"CREATE SECRET shudao_lake (TYPE s3, {settings}, USE_SSL {use_ssl})"
