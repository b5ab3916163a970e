import {RoleEditor} from './RoleEditor.tsx';
import {RolePage} from './RolePage.tsx';
import {RolesPage} from './RolesPage.tsx';
import './roles.css';

/** The list of roles, one role, or the editor. */
export default function RolesRoute({rest}: {rest: string}) {
  const [name = '', what] = rest.split('/');
  if (name === '') {
    return <RolesPage />;
  }
  if (name === 'new') {
    return <RoleEditor id={null} />;
  }
  return what === 'edit' ? <RoleEditor key={name} id={Number(name)} /> : <RolePage key={name} id={Number(name)} />;
}
