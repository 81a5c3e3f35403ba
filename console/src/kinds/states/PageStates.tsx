import { Button } from "antd";
import { Link, useRouteError } from "react-router";

import { asProblem, Problem } from "../../api/problem";
import { useText } from "../../i18n";
import { Failure, ProblemCode } from "./Failure";
import { Notice } from "./Notice";

export function PageMissing() {
  const words = useText().states.missing;
  return <Notice title={words.title} body={<p>{words.body}</p>} action={<Link to="/">{words.home}</Link>} />;
}

/** The last net: a page that broke, or whose code could not be fetched. */
export function PageFailure() {
  const text = useText();
  const cause = useRouteError();
  if (cause instanceof Problem) return <Failure cause={cause} retry={() => location.reload()} />;
  const name = cause instanceof Error ? cause.name : typeof cause;
  const fetching = cause instanceof TypeError && cause.message.includes("dynamically imported module");
  const problem = fetching ? asProblem(cause) : new Problem(0, { code: `console.unexpected.${name}`, message: "" });
  return (
    <Notice
      title={text.states.error.title}
      body={
        <>
          <p>{fetching ? text.states.error.unreachable : text.states.error.unexpected}</p>
          <ProblemCode problem={problem} />
        </>
      }
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {text.common.retry}
        </Button>
      }
    />
  );
}
