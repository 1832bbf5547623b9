import type { ReactNode } from 'react';
import { t } from '@/lib/language';
import { Button } from './button';
import { Modal } from './modal';
import { Refusal } from './short-form';

interface ConfirmProps {
  title: string;
  /** What will be gone. */
  children: ReactNode;
  action: string;
  isOpen: boolean;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, children, action, isOpen, isBusy, error, onConfirm, onClose }: ConfirmProps) {
  return (
    <Modal title={title} isOpen={isOpen} onClose={onClose}>
      <div className="stack">
        <div>{children}</div>
        <Refusal error={error} />
        <div className="row">
          <Button look="danger" disabled={isBusy} onClick={onConfirm}>
            {action}
          </Button>
          <Button onClick={onClose}>{t('Keep it')}</Button>
        </div>
      </div>
    </Modal>
  );
}
