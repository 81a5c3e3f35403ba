/** The look: Ant Design's tokens, compact, one accent, neutral greys. CSS modules read the same tokens as `--ant-*`. */
import { theme as antd, type ThemeConfig } from "antd";

/** The class under which the tokens are written as CSS variables; it is put on the root element. */
export const TOKEN_SCOPE = "shudao-tokens";

const FONTS =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", ' +
  '"Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';
const CODE_FONTS = 'ui-monospace, "Cascadia Mono", "SF Mono", Consolas, "Noto Sans Mono CJK SC", "DejaVu Sans Mono", monospace';

const LIGHT = {
  colorPrimary: "#1d5bbf",
  colorInfo: "#1d5bbf",
  colorLink: "#1d5bbf",
  // Lighter ones, which would be derived, are too pale for words.
  colorPrimaryHover: "#2a68cc",
  colorLinkHover: "#2a68cc",
  colorSuccess: "#1f7a3d",
  colorWarning: "#96590a",
  colorError: "#b3261e",
  colorTextBase: "#171a1f",
  colorTextSecondary: "#4b5563",
  colorTextTertiary: "#5b6472",
  colorTextDescription: "#5b6472",
  colorTextPlaceholder: "#6b7280",
  colorBgLayout: "#f5f6f8",
  colorBorder: "#c3c8d1",
  colorBorderSecondary: "#e3e6eb",
};

const DARK = {
  colorPrimary: "#7eb0ff",
  colorInfo: "#7eb0ff",
  colorLink: "#8ab8ff",
  colorSuccess: "#6cc98a",
  colorWarning: "#e0a94a",
  colorError: "#ff8b83",
  colorBgBase: "#14171c",
  colorTextBase: "#eef1f5",
  colorTextSecondary: "#b6bdc8",
  colorTextTertiary: "#9ea6b3",
  colorTextDescription: "#9ea6b3",
  colorTextPlaceholder: "#8a93a1",
  colorBgLayout: "#0e1014",
  colorBgContainer: "#171b21",
  colorBgElevated: "#1f242c",
  colorBorder: "#46505f",
  colorBorderSecondary: "#2a313b",
  // The accents of the dark theme are light: what stands on them has to be dark.
  colorTextLightSolid: "#0e1420",
};

const DARK_ACCENT_COMPONENTS: ThemeConfig["components"] = {
  Button: { primaryColor: "#0e1420", dangerColor: "#0e1420" },
  Tooltip: { colorTextLightSolid: "#eef1f5" },
};

interface Look {
  dark: boolean;
  phone: boolean;
  still: boolean;
}

/** On a phone the same components grow to touch size; on a desk they are dense. */
export function makeTheme({ dark, phone, still }: Look): ThemeConfig {
  const base = dark ? antd.darkAlgorithm : antd.defaultAlgorithm;
  return {
    cssVar: { key: TOKEN_SCOPE },
    hashed: false,
    algorithm: phone ? base : [base, antd.compactAlgorithm],
    token: {
      ...(dark ? DARK : LIGHT),
      fontFamily: FONTS,
      fontFamilyCode: CODE_FONTS,
      // The compact algorithm takes one step off: what is seen on a desk is 14 px text in 30 px controls.
      fontSize: 16,
      controlHeight: phone ? 44 : 34,
      borderRadius: 4,
      wireframe: false,
      motion: !still,
    },
    components: dark ? DARK_ACCENT_COMPONENTS : {},
  };
}
