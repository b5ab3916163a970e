import {Checkbox} from '@base-ui/react/checkbox';
import {Check, Minus} from 'lucide-react';
import type {ReactNode} from 'react';

interface Props {
  checked: boolean;
  mixed?: boolean;
  disabled?: boolean;
  label: string;
  onChange: (checked: boolean) => void;
}

/** A box to tick, named for those who do not see what stands beside it. */
export function Box({checked, mixed = false, disabled = false, label, onChange}: Props) {
  return (
    <Checkbox.Root className="checkbox" checked={checked} indeterminate={mixed} disabled={disabled} aria-label={label} onCheckedChange={onChange}>
      <Checkbox.Indicator>{mixed ? <Minus size={13} strokeWidth={3} aria-hidden /> : <Check size={13} strokeWidth={3} aria-hidden />}</Checkbox.Indicator>
    </Checkbox.Root>
  );
}

/** The same with its text beside it. */
export function BoxRow({children, ...props}: Props & {children: ReactNode}) {
  return (
    <label className="check-row">
      <Box {...props} />
      <span>{children}</span>
    </label>
  );
}
