import {createRoot} from 'react-dom/client';
import {speak} from './api/client.ts';
import {App} from './app/App.tsx';
import {startTheme} from './app/theme.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import {firstLanguage, loadWords, serverLanguage} from './words/language.tsx';

startTheme();
const language = firstLanguage();
speak(serverLanguage(language));
const words = await loadWords(language);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<App language={language} words={words} />);
}
