import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { ElementHistory } from "../parts/ElementHistory";
import { formatWords } from "../parts/format";
import { LifeAction, useLifeStep } from "../parts/Life";
import { ValueDomain } from "../parts/ValueDomain";
import { type DataElement, elementQuery, ELEMENTS, publishElement, retireElement, submitElement } from "../queries";
import { PROPOSALS, propose } from "../queriesCodes";

function Views({ element }: { element: DataElement }) {
  const text = useText();
  const words = text.policy.elements;
  const organisationName = useOrganisationName();
  const none = text.common.none;
  const join = (values: readonly string[]) => (values.length === 0 ? none : values.join(text.common.listJoin));
  const organisation = (id: string | null) => organisationName(id) || none;
  return (
    <Stack>
      <Section title={words.business}>
        <Facts
          facts={[
            { label: words.definition, value: element.definition, wide: true },
            { label: words.objectClass, value: element.object_class },
            { label: words.property, value: element.property },
            { label: words.representation, value: element.representation },
            { label: words.pinyin, value: <span lang="zh-Latn">{element.pinyin || none}</span> },
            { label: words.english, value: element.english === "" ? none : <span lang="en">{element.english}</span> },
            { label: words.synonyms, value: join(element.synonyms) },
            { label: words.use, value: element.use || none },
            { label: text.codes.element.context, value: element.context || none },
            ...(element.remark === "" ? [] : [{ label: words.remark, value: element.remark, wide: true }]),
          ]}
        />
      </Section>
      <Section title={words.technical}>
        <Facts
          facts={[
            { label: words.type, value: text.policy.types[element.data_type] },
            {
              label: words.formatOf,
              value: (
                <>
                  <code>{element.format}</code> {formatWords(element.format, text.policy.format)}
                </>
              ),
            },
            { label: words.domain, value: <ValueDomain element={element} /> },
            { label: words.unit, value: element.unit ?? none },
            { label: words.nullWords, value: <NullWords element={element} /> },
          ]}
        />
      </Section>
      <Section title={words.management}>
        <Facts
          facts={[
            { label: words.version, value: element.version },
            { label: text.codes.library, value: text.codes.libraries[element.library] },
            { label: words.submittedBy, value: organisation(element.submitted_by) },
            { label: words.registeredBy, value: organisation(element.registered_by) },
            { label: words.approvedOn, value: element.approved_on === null ? none : formatDate(element.approved_on) },
            { label: words.ruleOwner, value: organisation(element.rule_organisation_id) },
            { label: words.maintainer, value: organisation(element.maintenance_organisation_id) },
            { label: words.monitor, value: organisation(element.monitoring_organisation_id) },
          ]}
        />
      </Section>
    </Stack>
  );
}

/** How sources write that there is no value. */
function NullWords({ element }: { element: DataElement }) {
  const text = useText();
  const written = element.null_words.filter((word) => word.trim() !== "");
  if (written.length === 0) return <>{text.common.none}</>;
  return written.map((word, at) => (
    <span key={word}>
      {at === 0 ? null : text.common.listJoin}
      <code>{word}</code>
    </span>
  ));
}

function Page({ element }: { element: DataElement }) {
  const text = useText();
  const words = text.policy;
  const can = useCan();
  const next = useLifeStep(element.state);
  const isLocal = element.library === "local" || element.library === "department";
  const mayRetire = element.state === "published" && can("policy.standard.publish");
  return (
    <EntityKind
      name={element.name}
      subject={`policy/data_element/${element.code}`}
      kind={words.elements.kind}
      code={element.code}
      state={element.state}
      crumbs={[{ label: words.elements.title, to: "/standards/data-elements" }]}
      next={next}
      actions={
        <>
          <LifeAction
            state={element.state}
            submit={(key) => submitElement(element.code, key)}
            publish={(key) => publishElement(element.code, key)}
            changes={[ELEMENTS]}
          />
          {element.state === "published" && isLocal && can("policy.standard.edit") ? (
            <ActionButton
              label={text.codes.table.propose}
              run={({ reason }, key) => propose("element", element.code, reason, key)}
              done={text.codes.table.proposed}
              changes={[ELEMENTS, PROPOSALS]}
              ask={{ reason: "required", content: <p>{text.codes.table.proposeHint}</p> }}
            />
          ) : null}
          {mayRetire ? (
            <ActionButton
              label={words.actions.retire}
              tone="danger"
              run={({ reason }, key) => retireElement(element.code, reason, key)}
              done={words.actions.retired}
              changes={[ELEMENTS]}
              ask={{ reason: "required" }}
            />
          ) : null}
        </>
      }
      tabs={[
        { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Views element={element} /> },
        { key: "history", label: text.codes.element.versions, content: () => <ElementHistory element={element} /> },
      ]}
    />
  );
}

export default function ElementPage() {
  const { code = "" } = useParams();
  const element = useQuery(elementQuery(code));
  return <Ready query={element}>{(found) => <Page element={found} />}</Ready>;
}
