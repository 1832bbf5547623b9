import { render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { speak } from '@/lib/language';
import { phrase } from './phrase';

afterEach(() => speak({}));

it('puts links where the translation wants them', () => {
  const said = () => render(<p>{phrase('Ask {0} or {1}.', <a href="/a">{'Ada'}</a>, 'Bo')}</p>).container.innerHTML;
  expect(said()).toBe('<p>Ask <a href="/a">Ada</a> or Bo.</p>');
  speak({ 'Ask {0} or {1}.': 'Bei {1} oder {0} fragen.' }, 'de');
  expect(said()).toBe('<p>Bei Bo oder <a href="/a">Ada</a> fragen.</p>');
});
