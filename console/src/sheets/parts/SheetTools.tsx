import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { kindsQuery } from "../queries";

/** Where a kind's workbook is downloaded: the rows under the filters in force, in the form that can be imported again. */
export function sheetPath(kind: string, what: "export" | "template", filters: Record<string, string> = {}): string {
  const asked = new URLSearchParams(filters).toString();
  return `/api/v1/sheets/kinds/${kind}/${what}${asked === "" ? "" : `?${asked}`}`;
}

/** Export and import buttons of a list whose rows go out to Excel and come back. */
export function SheetTools({ kind, filters }: { kind: string; filters: Record<string, string> }) {
  const words = useText().sheets;
  const kinds = useQuery(kindsQuery);
  const found = kinds.data?.items.find((each) => each.kind === kind);
  if (found === undefined) return null;
  return (
    <>
      <Button type="text" icon={<DownloadOutlined aria-hidden />} href={sheetPath(kind, "export", filters)} download>
        {words.export}
      </Button>
      {found.may_import ? (
        <Link to={`/sheets/${kind}`}>
          <Button type="text" icon={<UploadOutlined aria-hidden />} tabIndex={-1}>
            {words.import}
          </Button>
        </Link>
      ) : null}
    </>
  );
}
