import {useQuery} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {useAccount} from '../app/session.tsx';
import {Sparkline} from '../parts/Bars.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {columnsOf} from './Trend.tsx';
import {keyUsageOf} from './usage.ts';

const DAY_MILLIS = 24 * 3600_000;
/** Rows that only fly past while one scrolls ask for nothing. */
const PATIENCE_MILLIS = 300;

/** The last 24 hours of a key that was called in them; nothing for one that was not. */
export function KeySpark({appKey, lastUsedAt, refused}: {appKey: string; lastUsedAt: string | null; refused: number}) {
  const {words, formats, language} = useLanguage();
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  const isCalled = refused > 0 || (lastUsedAt !== null && Date.now() - Date.parse(lastUsedAt) < DAY_MILLIS);
  const {data} = useQuery({...keyUsageOf(useAccount(), appKey, 'day', serverLanguage(language)), enabled: stays && isCalled});
  if (data === undefined || data.totals.allowed + data.totals.refused === 0) {
    return null;
  }
  return <Sparkline columns={columnsOf(data.buckets, 'day', formats)} sentence={words.use.sparkline(formats.number(data.totals.allowed), formats.number(data.totals.refused))} />;
}
