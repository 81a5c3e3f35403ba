import type { PageHeadProps } from "../../kinds/page/PageHead";
import { PageTabs } from "../../kinds/page/PageTabs";
import { useText } from "../../i18n";

/** The head that the three lists of accountability share. */
export function useAccountabilityHead(): PageHeadProps {
  const words = useText().mechanism.accountability;
  return {
    title: words.title,
    intro: (
      <>
        {words.intro}
        <PageTabs
          label={words.title}
          pages={[
            { to: "/accountability", label: words.pages.owned },
            { to: "/accountability/unowned", label: words.pages.unowned },
            { to: "/accountability/disputed", label: words.pages.disputed },
          ]}
        />
      </>
    ),
  };
}
