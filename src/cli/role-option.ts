import { ROLES, type Role } from '../people/index.js';

/** Reads `admin` or `admin,auditor`; says which roles there are when one is not. */
export function rolesIn(text: string): Role[] {
  return text.split(',').map((word) => {
    const role = ROLES.find((known) => known === word.trim());
    if (!role) throw new Error(`there is no role ${word.trim()}\nhint: the roles are ${ROLES.join(', ')}`);
    return role;
  });
}

export function roleIn(text: string): Role {
  const [role, ...more] = rolesIn(text);
  if (!role || more.length > 0) throw new Error('give one role');
  return role;
}
