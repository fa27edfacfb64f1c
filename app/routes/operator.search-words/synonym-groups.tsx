import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface Group {
  id: number;
  words: readonly string[];
}

interface SynonymGroupsProps {
  groups: readonly Group[];
  /** The group whose form is open. */
  editing: number | null;
  /** Whether what was refused is a change of that group; else it is a new one. */
  changed: boolean;
  typed: string | undefined;
  errors: readonly string[];
}

const PATH = "/operator/search-words";

/** Groups of words that find one another: a line each, opened to be changed. */
export function SynonymGroups({ groups, editing, changed, typed, errors }: SynonymGroupsProps) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { formData } = useNavigation();
  return (
    <section className="section" aria-labelledby="synonyms">
      <h2 className="h-section" id="synonyms">
        {t("words.groups")}
      </h2>
      <p className="muted">{t("words.groupsText")}</p>
      {/* Empty again after each group that was added. */}
      <Form className="word-form" method="post" action={PATH} noValidate key={groups.at(-1)?.id}>
        <InputField
          id="new-group"
          name="words"
          label={t("words.addGroup")}
          hint={t("words.groupHint")}
          defaultValue={changed ? "" : typed}
          errors={changed ? [] : errors}
          autoComplete="off"
          required
        />
        <Button name="intent" value="add-group" pending={formData?.get("intent") === "add-group"}>
          {t("words.add")}
        </Button>
      </Form>
      <h3 className="h-sub">
        {t("words.groupsList")}{" "}
        <span className="muted">
          {t("words.groupsCount", { count: groups.length, amount: format.number(groups.length) })}
        </span>
      </h3>
      {groups.length === 0 && <p className="muted">{t("words.none")}</p>}
      <ul className="word-groups">
        {groups.map((group) =>
          group.id === editing ? (
            <GroupForm
              key={group.id}
              group={group}
              typed={changed ? typed : undefined}
              errors={changed ? errors : []}
            />
          ) : (
            <GroupLine key={group.id} group={group} />
          ),
        )}
      </ul>
    </section>
  );
}

function GroupLine({ group: { id, words } }: { group: Group }) {
  const { t } = useTranslation("operator");
  const text = words.join(", ");
  return (
    <li id={`line-${id}`}>
      <span>{text}</span>
      <Link className="text-link" to={`${PATH}?edit=${id}#line-${id}`} preventScrollReset>
        {t("words.edit")}
        <span className="sr-only">: {text}</span>
      </Link>
    </li>
  );
}

function GroupForm({
  group: { id, words },
  typed,
  errors,
}: {
  group: Group;
  typed: string | undefined;
  errors: readonly string[];
}) {
  const { t } = useTranslation("operator");
  const { formData } = useNavigation();
  const pending = formData?.get("group") === String(id) ? formData.get("intent") : undefined;
  return (
    <li id={`line-${id}`}>
      <Form className="word-change" method="post" action={PATH} noValidate>
        <input type="hidden" name="group" value={id} />
        <InputField
          id={`group-${id}`}
          name="words"
          label={t("words.group")}
          defaultValue={typed ?? words.join(", ")}
          errors={errors}
          autoComplete="off"
          required
        />
        <div className="cluster tight">
          <Button size="medium" name="intent" value="change-group" pending={pending === "change-group"}>
            {t("words.save")}
          </Button>
          <LinkButton look="tertiary" size="medium" to={PATH} preventScrollReset>
            {t("words.cancel")}
          </LinkButton>
          <Button
            look="text"
            size="medium"
            name="intent"
            value="remove-group"
            pending={pending === "remove-group"}
          >
            {t("words.remove")}
          </Button>
        </div>
      </Form>
    </li>
  );
}
