import { describe, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { formatWords } from "./format";

const read = (notation: string) => formatWords(notation, zh.policy.format);

describe("a format in words", () => {
  it("says fixed, bounded and decimal lengths", () => {
    expect(read("an18")).toBe("18 位字母或数字");
    expect(read("n..3")).toBe("最多 3 位数字");
    expect(read("a2..40")).toBe("2–40 位字母");
    expect(read("n..16,4")).toBe("最多 16 位数字，其中小数 4 位");
  });

  it("knows dates and texts of any length", () => {
    expect(read("d8")).toBe("日期，年月日共 8 位");
    expect(read("ul")).toBe("长度不限");
  });

  it("leaves alone what it cannot read", () => {
    expect(read("x9?")).toBe("x9?");
  });
});
