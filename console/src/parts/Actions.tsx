import {Menu} from '@base-ui/react/menu';
import {MoreVertical, type LucideIcon} from 'lucide-react';
import {useLanguage} from '../words/language.tsx';

/** One thing that can be done from a menu. */
export interface Action {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** A menu of actions behind three dots. `null` is a line between groups. */
export function Actions({of, actions}: {of: string; actions: readonly (Action | null)[]}) {
  const {words} = useLanguage();
  return (
    <Menu.Root>
      <Menu.Trigger className="iconbtn" aria-label={words.actionsFor(of)}>
        <MoreVertical size={17} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            {actions.map((action, index) =>
              action === null ? (
                <Menu.Separator key={index} className="menu-line" />
              ) : (
                <Menu.Item key={action.label} className={`menu-item ${action.danger === true ? 'danger' : ''}`} onClick={action.run}>
                  <action.icon size={15} aria-hidden />
                  {action.label}
                </Menu.Item>
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
