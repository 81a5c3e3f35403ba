import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const HOUSE_RULES = [
  { selector: "JSXAttribute[name.name='style']", message: "No inline styles: use a CSS module or an Ant Design token." },
  { selector: "JSXText[value=/\\p{L}/u]", message: "Text that people read belongs in the two dictionaries (src/i18n)." },
  { selector: "Literal[value=/\\p{Script=Han}/u]", message: "Text that people read belongs in the two dictionaries (src/i18n)." },
  { selector: "TemplateElement[value.raw=/\\p{Script=Han}/u]", message: "Text that people read belongs in the two dictionaries (src/i18n)." },
];

export default tseslint.config(
  { ignores: ["dist/", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", ...HOUSE_RULES],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // TanStack Query and the router hand over promises that they settle themselves.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ["src/i18n/**", "**/*.test.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["eslint.config.js", "scripts/**"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false, program: null, project: false },
      globals: { console: "readonly", process: "readonly", URL: "readonly" },
    },
  },
);
