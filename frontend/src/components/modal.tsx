import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '@/lib/language';
import { buttonClass } from './button';
import css from './modal.module.css';

interface ModalProps {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** A drawer stands at the right, as high as the window; a box in the middle. */
  look?: 'box' | 'drawer';
  /** Stands under the title. */
  subtitle?: ReactNode;
  children: ReactNode;
}

/** Keeps the focus inside, gives it back when it closes, closes on Escape. */
export function Modal({ title, subtitle, isOpen, onClose, look = 'box', children }: ModalProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={look === 'drawer' ? css.drawer : css.box}>
          <header className={css.head}>
            <div className="grow">
              <Dialog.Title className={css.title}>{title}</Dialog.Title>
              {subtitle}
            </div>
            <Dialog.Close className={buttonClass('quiet', 'small', true)} aria-label={t('Close')}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </header>
          <div className={css.body}>{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
