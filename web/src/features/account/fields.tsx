import { PasswordInput, TextInput, type PasswordInputProps, type TextInputProps } from '@mantine/core';
import { useStrings } from '../../shared/language/language';
import { strings } from './strings';

export function EmailInput(props: TextInputProps) {
  const t = useStrings(strings);
  return (
    <TextInput
      label={t.email}
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={254}
      size="md"
      required
      withAsterisk={false}
      {...props}
    />
  );
}

/** One that is known, or a new one with what it has to be like. */
export function Password({ isNew, ...props }: PasswordInputProps & { isNew?: boolean }) {
  const t = useStrings(strings);
  return (
    <PasswordInput
      label={isNew ? t.newPassword : t.password}
      {...(isNew ? { description: t.passwordHint } : {})}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      maxLength={200}
      size="md"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
      {...props}
    />
  );
}
