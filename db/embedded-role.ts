import pg from "pg";

/**
 * The roles of the embedded Postgres. The cluster's own is a superuser, who reads and writes any file that Postgres may
 * and starts programs; it is used here alone, at each start. One role owns the database and brings it up to date; it is
 * called what it was when the portal worked as it, because clusters of that time have it. The portal works as a third,
 * which can only add to what is kept for the record (portal-rights.ts).
 */
const OWNER = "gonggam_portal";
const PORTAL = "gonggam_service";
/** Any number: several starts on one cluster take turns by it. */
const LOCK = 6_041_977;

/**
 * Brings a cluster to the state in which OWNER owns the database `gonggam` with all that is in it, and PORTAL may
 * connect: a new cluster, and one of the time when the portal was the superuser, or the owner.
 *
 * @param server connection string of the superuser, without a database
 * @param passwords of both, in hex
 * @returns connection strings of both, with the database
 */
export async function ensureRoles(
  server: string,
  passwords: { owner: string; portal: string },
): Promise<{ owner: string; portal: string }> {
  await withClient(`${server}/postgres`, async (cluster) => {
    await cluster.query("select pg_advisory_lock($1)", [LOCK]);
    await ensureRole(cluster, OWNER, passwords.owner);
    await ensureRole(cluster, PORTAL, passwords.portal);
    // A migrator must see the connections of the portal, and of a version that still runs as the superuser (migrate.ts).
    await cluster.query(`grant pg_read_all_stats to ${OWNER}`);
    const { rowCount: databases } = await cluster.query("select from pg_database where datname = 'gonggam'");
    if (databases === 0) await cluster.query(`create database gonggam owner ${OWNER}`);
    else await takeOver(cluster, `${server}/gonggam`);
  });
  const as = (role: string, password: string) => {
    const url = new URL(`${server}/gonggam`);
    url.username = role;
    url.password = password;
    return url.href;
  };
  return { owner: as(OWNER, passwords.owner), portal: as(PORTAL, passwords.portal) };
}

async function ensureRole(cluster: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await cluster.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) await cluster.query(`create role ${role}`);
  await cluster.query(
    `alter role ${role} login nosuperuser nocreaterole noreplication nobypassrls
     password ${pg.escapeLiteral(password)}`,
  );
}

/** One statement an object and none for what is its own already: nothing is locked for longer than it takes. */
async function takeOver(cluster: pg.Client, database: string): Promise<void> {
  await cluster.query(`alter database gonggam owner to ${OWNER}`);
  await withClient(database, async (client) => {
    const { rows } = await client.query<{ statement: string }>(NOT_ITS_OWN, [OWNER]);
    for (const { statement } of rows) await client.query(statement);
  });
}

/**
 * What stands in schemas that are not Postgres' own. `reassign owned` would be one statement, but refuses a cluster's
 * first role. A sequence of a column goes with its table, and a table's row type too.
 */
const NOT_ITS_OWN = `
  with ours as (select oid, nspname, nspowner from pg_namespace
    where nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg\\_%'),
  role as (select oid from pg_roles where rolname = $1)
  select format('alter schema %I owner to %I', nspname, $1::text) as statement
    from ours, role where nspname <> 'public' and nspowner <> role.oid
  union all
  select format('alter %s %I.%I owner to %I',
      case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
      nspname, relname, $1::text)
    from pg_class join ours on ours.oid = relnamespace, role
    where relkind in ('r', 'p', 'v', 'm', 'S') and relowner <> role.oid
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid
        and relkind = 'S' and deptype in ('a', 'i'))
  union all
  select format('alter routine %s owner to %I', pg_proc.oid::regprocedure, $1::text)
    from pg_proc join ours on ours.oid = pronamespace, role where proowner <> role.oid
  union all
  select format('alter type %I.%I owner to %I', nspname, typname, $1::text)
    from pg_type join ours on ours.oid = typnamespace left join pg_class on pg_class.oid = typrelid, role
    where typowner <> role.oid and (typtype in ('e', 'd') or (typtype = 'c' and relkind = 'c'))`;

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
