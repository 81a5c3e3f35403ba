"""What the command line itself cannot do: files it was pointed to, settings it cannot understand."""

import errno
from typing import ClassVar

from pydantic import ValidationError

from shudao.kernel.errors import Invalid

__all__ = ["ArgumentUnreadable", "FileUnusable", "OneOrigin", "SecretInArguments", "SettingsInvalid"]


class FileUnusable(Invalid):
    code = "cli.file_unusable"
    zh = "无法使用“{path}”：{reason}。"
    en = "{path} cannot be used: {reason_en}."
    next_zh = "请检查路径、权限和磁盘空间后重试。"
    next_en = "Check the path, its rights and the space on the disk, and try again."

    REASONS: ClassVar[dict[int, tuple[str, str]]] = {
        errno.ENOENT: ("不存在", "it is not there"),
        errno.EACCES: ("没有权限", "permission is missing"),
        errno.EPERM: ("没有权限", "permission is missing"),
        errno.EROFS: ("所在磁盘只读", "its file system is read-only"),
        errno.EEXIST: ("已存在，且不是目录", "it exists and is no folder"),
        errno.ENOTDIR: ("不是目录", "it is no folder"),
        errno.EISDIR: ("是目录，不是文件", "it is a folder and no file"),
        errno.ENOSPC: ("磁盘已满", "the disk is full"),
        errno.ENAMETOOLONG: ("名称过长", "its name is too long"),
    }

    @classmethod
    def because(cls, failure: OSError) -> "FileUnusable":
        """What the operating system refused, in words."""
        zh, en = cls.REASONS.get(failure.errno or 0, (type(failure).__name__, type(failure).__name__))
        return cls(path=failure.filename or "", reason=zh, reason_en=en)


class ArgumentUnreadable(Invalid):
    code = "cli.argument_unreadable"
    zh = "命令中有无法识别的字符。"
    en = "The command holds characters that cannot be read."
    next_zh = "请以 UTF-8 编码输入。"
    next_en = "Type it in UTF-8."


class SettingsInvalid(Invalid):
    code = "cli.settings_invalid"
    zh = "设置 {names} 的值不正确。"
    en = "The value of {names} is not valid."
    next_zh = "请对照 docs/reference/settings.md，改正环境变量或 settings.env。"
    next_en = "See docs/reference/settings.md, and correct the environment or settings.env."

    @classmethod
    def because(cls, failure: ValidationError) -> "SettingsInvalid":
        """Which settings; their values may be secrets."""
        names = sorted({f"SHUDAO_{str(part).upper()}" for each in failure.errors() for part in each["loc"][:1]})
        return cls(names="、".join(names))


class SecretInArguments(Invalid):
    """A password on the command line, which the machine shows to everybody and the shell remembers."""

    code = "cli.secret_in_arguments"
    zh = "连接串中含有口令，已拒绝：命令行参数会被本机其他用户看到。"
    en = "The connection string holds a password; it was refused: others on this machine can see arguments."
    next_zh = "请去掉口令，改用环境变量 {variable} 或现场输入；并更换已经写出的口令。"
    next_en = "Leave it out and set {variable}, or type it in when asked; and change the password that was shown."


class OneOrigin(Invalid):
    code = "cli.one_origin"
    zh = "请指定一个来源：--sql、--dsn、--source 三者之一。"
    en = "Name one origin: --sql, --dsn or --source."
    next_zh = "例如：shudao architecture harvest --sql 脚本目录。"
    next_en = "For instance: shudao architecture harvest --sql FOLDER."
