import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { proposeReform, type ReformPlan, reformPreviewQuery } from "../queriesReforms";

/** What the preview asks about needs no basis yet. */
export const UNSAID = "-";

/** Sends a plan at the versions its preview showed, and then goes to the change that waits for a second person. */
export function useReform() {
  const words = useText().mechanism.merge;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return {
    send: async (plan: ReformPlan, on: string, key: string) => {
      const shown = await queries.query({ ...reformPreviewQuery({ ...plan, basis: UNSAID }), staleTime: "static" });
      return proposeReform(plan, shown.versions, on, key);
    },
    done: (answer: unknown) => {
      void message.success(words.held);
      void queries.invalidateQueries({ queryKey: ["system"] });
      void navigate(`/work/changes/${(answer as { change_id: string }).change_id}`);
    },
    reload: () => void queries.invalidateQueries({ queryKey: ["mechanism", "reform-preview"] }),
  };
}
