import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate } from "react-router";

import { asProblem } from "../../api/problem";
import { formatDate } from "../../format/dates";
import { type Dictionary, useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { FormKind } from "../../kinds/form/FormKind";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { problemWords } from "../../kinds/states/Failure";
import { Waiting } from "../../kinds/states/Waiting";
import { PlainTable } from "../../kinds/table/PlainTable";
import { Section } from "../../kinds/page/Section";
import { useSession } from "../../session/session";
import { useCart } from "../cart";
import { commonPart, howStep, pickStep, type RequestValues, scopePart, whyStep } from "../parts/requestSteps";
import {
  type ApplicationItem,
  type CartItem,
  draftCart,
  type Offer,
  offerQuery,
  submitApplication,
  type Target,
  targetsQuery,
  useAfterStep,
} from "../queries";

interface Outcome {
  application: ApplicationItem;
  /** Why it could not be submitted at once; null when it was. */
  problem: string | null;
}

const DAY_MS = 86_400_000;
const A_YEAR = 365;

function daysFromNow(days: number): string {
  return formatDate(new Date(Date.now() + days * DAY_MS).toISOString());
}

/** What is asked for most often; the receiving database where there is only one. */
function initialOf(targets: readonly Target[], text: Dictionary): RequestValues {
  const [only, ...others] = targets;
  return {
    ...(only === undefined || others.length > 0 ? {} : { target_code: only.code }),
    method: "table",
    frequency: "once",
    urgency: Object.keys(text.work.urgencies)[0],
    valid_from: daysFromNow(0),
    valid_to: daysFromNow(A_YEAR),
  };
}

/** Tables of several data sets must not overwrite each other: from the second on they are numbered. */
function tableName(name: string, at: number): string {
  return name === "" || at === 0 ? name : `${name}_${at + 1}`;
}

function itemsOf(values: RequestValues, offers: readonly Offer[]): CartItem[] {
  const common = commonPart(values);
  return offers.map((offer, at) => ({
    ...common,
    ...scopePart(values, offer.catalogue_code, offer.columns),
    target_table: tableName(common.target_table, at),
    catalogue_code: offer.catalogue_code,
    asset_code: offer.asset_code,
  }));
}

async function hand(drafted: ApplicationItem, text: Dictionary): Promise<Outcome> {
  try {
    return { application: await submitApplication(drafted.id, drafted.version), problem: null };
  } catch (cause) {
    return { application: drafted, problem: problemWords(asProblem(cause), text) };
  }
}

function Sent({ outcomes }: { outcomes: readonly Outcome[] }) {
  const text = useText();
  const { apply, fields } = text.sharing;
  return (
    <>
      <PageHead title={apply.sentTitle} intro={apply.sentIntro} />
      <Stack>
        <Section title={apply.sentTitle} aside={<Link to="/sharing/applications?scope=mine">{apply.next}</Link>}>
          <PlainTable<Outcome>
            label={apply.sentTitle}
            rows={outcomes}
            rowKey={({ application }) => application.id}
            columns={[
              {
                key: "number",
                title: fields.number,
                show: ({ application }) => (
                  <Link to={`/sharing/applications/${application.id}`}>{application.number}</Link>
                ),
              },
              { key: "data", title: fields.data, show: ({ application }) => application.catalogue_name },
              { key: "source", title: fields.source, show: ({ application }) => application.source_organisation_name },
              {
                key: "state",
                title: fields.state,
                show: ({ problem }) => (
                  <Chip tone={problem === null ? "good" : "warning"}>{problem === null ? apply.submitted : apply.kept}</Chip>
                ),
              },
              { key: "why", title: apply.keptWhy, show: ({ problem }) => problem ?? text.common.none },
            ]}
          />
        </Section>
      </Stack>
    </>
  );
}

export default function ApplyPage() {
  const text = useText();
  const words = text.sharing.apply;
  const { organisation_id: mine } = useSession();
  const cart = useCart();
  const after = useAfterStep();
  const [sent, setSent] = useState<Outcome[] | null>(null);
  const found = useQueries({ queries: cart.entries.map((code) => ({ ...offerQuery(code), retry: false })) });
  const targets = useQuery(targetsQuery);

  if (sent !== null) return <Sent outcomes={sent} />;
  if (found.some((offer) => offer.isPending) || targets.isPending) return <Waiting />;
  const offers = found.map((offer) => offer.data).filter((offer) => offer !== undefined && offer.organisation_id !== mine);
  const usable = offers.filter((offer): offer is Offer => offer !== undefined);
  if (usable.length === 0) return <Navigate to="/cart" replace />;

  const send = async (values: RequestValues, key: string) => {
    const drafted = await draftCart(itemsOf(values, usable), key);
    return Promise.all(drafted.items.map((item) => hand(item, text)));
  };
  return (
    <FormKind<RequestValues>
      id="sharing.cart"
      version={usable.map((offer) => offer.catalogue_code).join(" ")}
      head={{ title: words.title, crumbs: [{ label: text.sharing.cart.title, to: "/cart" }] }}
      initial={initialOf(targets.data?.items ?? [], text)}
      steps={[
        ...usable.map((offer) =>
          pickStep(
            {
              code: offer.catalogue_code,
              title: words.pick(offer.name),
              intro: words.pickIntro(offer.organisation_name, text.sharing.shareTypes[offer.share_type]),
              columns: offer.columns,
            },
            text,
          ),
        ),
        whyStep(text),
        howStep(targets.data?.items ?? [], usable.length > 1, text),
      ]}
      submitLabel={words.send}
      submit={send}
      onDone={(answer) => {
        cart.clear();
        after();
        setSent(answer as Outcome[]);
      }}
    />
  );
}
