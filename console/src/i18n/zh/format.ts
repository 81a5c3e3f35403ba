export const format = {
  grade: {
    label: "安全级别",
    words: { G1: "G1 一般", G2: "G2 较低", G3: "G3 较高", G4: "G4 高", 重要: "重要数据", 核心: "核心数据" },
    unset: "未定级",
  },
  score: { label: "质量评分", value: (score: string) => `${score} 分`, unset: "未评分" },
  owner: { label: "责任人", none: "无责任人", contact: "联系方式", phone: "电话", email: "邮箱" },
  code: "编号",
  system: "系统自动",
};
