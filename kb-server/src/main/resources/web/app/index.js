import './styles/waymark.scss';
import './scripts/swap.js';
import './scripts/times.js';
import './scripts/waiting.js';
import './scripts/copy.js';
import './scripts/folds.js';
import './scripts/keys.js';
import './scripts/charts.js';
