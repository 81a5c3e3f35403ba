"""Settings, from the environment (`SHUDAO_…`) or `DATA/settings.env`; the manual page is generated from here."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """How this installation is run. Three DSNs: records and jobs, serving, lake (DESIGN §2)."""

    model_config = SettingsConfigDict(env_prefix="SHUDAO_", env_file_encoding="utf-8", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Folder of this installation: cluster, lake, keys, evidence.")
    records_dsn: SecretStr | None = Field(
        None, description="PostgreSQL ≥ 16 for records and jobs; empty: the embedded server is started in DATA."
    )
    owner_dsn: SecretStr | None = Field(None, description="The same server as its migrating role; needed by upgrades.")
    serving_dsn: SecretStr | None = Field(
        None, description="Server of the serving copies (schema svc); empty: the records server."
    )
    lake_url: str | None = Field(None, description="Root of the lake: a folder or s3://…; empty: DATA/lake.")
    inbox: Path | None = Field(
        None, description="Folder of file sources, in it one folder per organisation by its code; empty: DATA/inbox."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8600, description="Preferred port; the next free one is used and told when it is taken.")
    postgres_port: int = Field(8632, description="Preferred port of the embedded server; the next free one if taken.")
    session_hours: float = Field(8.0, description="A sign-in ends after this many hours without use.")
    session_max_hours: float = Field(24.0, description="A sign-in ends after this many hours in any case.")
    lockout_failures: int = Field(5, description="Wrong passwords in a row before an account is locked.")
    lockout_minutes: float = Field(15.0, description="How long a locked account stays locked.")
    secure_cookies: bool = Field(False, description="Send cookies over HTTPS only; set it wherever TLS ends before us.")
    crypto_profile: str = Field("national", description="`national` (SM2, SM3, SM4) or `international`.")
    engine_memory_mb: int = Field(512, description="Memory limit of the embedded engine, per process.")
    engine_threads: int = Field(2, description="Threads of the embedded engine, per process.")
    idle_system_days: int = Field(
        180, description="A system nobody reads and in which nothing changes for this many days is listed as idle."
    )
    drift_check_hours: float = Field(
        12.0, description="How often the live schema of a database source is compared with what is registered of it."
    )
    worker_concurrency: int = Field(2, description="Jobs a worker process runs at a time.")
    harvest_password: SecretStr | None = Field(
        None, description="Password for `shudao architecture harvest --dsn`, which takes none among its arguments."
    )

    @property
    def lake_root(self) -> str:
        return self.lake_url or str(self.data_dir / "lake")

    @property
    def inbox_dir(self) -> Path:
        return self.inbox or self.data_dir / "inbox"

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def evidence_dir(self) -> Path:
        return self.data_dir / "evidence"

    @property
    def staging_dir(self) -> Path:
        return self.data_dir / "staging"


def load_settings(data_dir: Path | None = None) -> Settings:
    """Read the settings; `data_dir` (from `--data`) wins over the environment."""
    folder = data_dir or Settings().data_dir
    file = folder / "settings.env"
    return Settings(_env_file=file if file.exists() else None, data_dir=folder.absolute())
