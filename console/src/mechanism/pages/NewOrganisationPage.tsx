import { NewOrganisationForm } from "./EditOrganisationPage";

/** Register an organisation. */
export default function NewOrganisationPage() {
  return <NewOrganisationForm />;
}
