import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useSpacePath } from "#app/components/space-path.ts";

interface PeopleToBeProps {
  citizens: { login: string; name: string; place: string }[];
  departments: { login: string; name: string }[];
}

interface Person {
  login: string;
  label: string;
  returnTo: string;
}

/** Everybody the demonstration's agency knows, each with a link that signs in as them. */
export function PeopleToBe({ citizens, departments }: PeopleToBeProps) {
  const { t } = useTranslation(["demo", "common"]);
  const within = useSpacePath();
  const groups: { key: "citizens" | "city" | "departments"; people: Person[] }[] = [
    {
      key: "citizens",
      people: citizens.map(({ login, name, place }) => ({
        login,
        label: `${name} (${place})`,
        returnTo: "/",
      })),
    },
    {
      key: "city",
      people: [
        { login: "mayor", label: t("common:role.mayor"), returnTo: "/desk" },
        { login: "moderator", label: t("common:role.moderator"), returnTo: "/" },
        { login: "clerk", label: t("common:role.clerk"), returnTo: "/clerk" },
        { login: "admin", label: t("common:role.admin"), returnTo: "/desk" },
      ],
    },
    {
      key: "departments",
      people: departments.map(({ login, name }) => ({ login, label: name, returnTo: "/desk" })),
    },
  ];
  return (
    <section className="section" aria-labelledby="people">
      <h2 className="h-section" id="people">
        {t("demo:people.title")}
      </h2>
      <div className="stack loose">
        <Notice title={t("demo:people.noteTitle")}>{t("demo:people.note")}</Notice>
        {groups.map(({ key, people }) => (
          <div key={key}>
            <h3 className="h-sub">{t(`demo:people.${key}`)}</h3>
            <ul className="person-links">
              {people.map(({ login, label, returnTo }) => (
                <li key={login}>
                  <a href={within(`/auth/sign-in?${new URLSearchParams({ as: login, returnTo })}`)}>
                    {label}
                    <span className="small muted">{login}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
