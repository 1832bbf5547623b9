import type { ButtonHTMLAttributes, ReactNode } from 'react';
import css from './controls.module.css';

type Look = 'plain' | 'primary' | 'quiet' | 'danger';

/** Class names of a button, also for links that look like one. */
export function buttonClass(look: Look = 'plain', size: 'normal' | 'small' = 'normal', isIcon = false): string {
  const found = [css['button'], look === 'plain' ? '' : css[look], size === 'small' ? css['small'] : '', isIcon ? css['icon'] : ''];
  return found.filter(Boolean).join(' ');
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  size?: 'normal' | 'small';
}

export function Button({ look = 'plain', size = 'normal', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look, size)} ${className ?? ''}`} {...rest} />;
}

interface IconButtonProps extends ButtonProps {
  /** What it does, for people who do not see the icon; shown as a hint too. */
  label: string;
  children: ReactNode;
}

export function IconButton({ label, look = 'quiet', size = 'small', type = 'button', className, ...rest }: IconButtonProps) {
  return (
    <button type={type} aria-label={label} title={label} className={`${buttonClass(look, size, true)} ${className ?? ''}`} {...rest} />
  );
}
