// Calls in the browser's own Indonesian voice (kept on the machine, so it works without the internet), each said
// twice; a machine without such a voice rings a bell made here. Both need one tap before a browser lets them sound.
const LETTER = { "0": "nol", "1": "satu", "2": "dua", "3": "tiga", "4": "empat", "5": "lima", "6": "enam", "7": "tujuh", "8": "delapan", "9": "sembilan", "/": "tanggal" };
let context = null;

export const spelled = (label) => [...label].map((sign) => LETTER[sign] || sign).join(" ");

export function voice() {
  const all = globalThis.speechSynthesis?.getVoices() || [];
  const ours = all.filter((one) => /^id\b/i.test(one.lang.replace("_", "-")));
  return ours.find((one) => one.localService) || null;
}

export function unlock() {
  context ||= new (globalThis.AudioContext || globalThis.webkitAudioContext)();
  return context.resume();
}

function tone(frequency, from, length) {
  const swing = context.createOscillator();
  const loud = context.createGain();
  const at = context.currentTime + from;
  swing.frequency.value = frequency;
  loud.gain.setValueAtTime(0.0001, at);
  loud.gain.exponentialRampToValueAtTime(0.4, at + 0.03);
  loud.gain.exponentialRampToValueAtTime(0.0001, at + length);
  swing.connect(loud).connect(context.destination);
  swing.start(at);
  swing.stop(at + length);
}

export function chime() {
  if (!context) return false;
  tone(659, 0, 0.7);
  tone(523, 0.45, 0.9);
  return true;
}

// Says it, or rings. Returns what was done: "voice", "chime" or "" (sound not unlocked yet).
export function call(words, label, window) {
  if (!chime()) return "";
  const chosen = voice();
  if (!chosen) return "chime";
  for (let turn = 0; turn < 2; turn += 1) {
    const text = words.replace("{nomor}", spelled(label)).replace("{loket}", spelled(String(window)));
    const speech = new SpeechSynthesisUtterance(text);
    speech.voice = chosen;
    speech.lang = chosen.lang;
    speech.rate = 0.9;
    speechSynthesis.speak(speech);
  }
  return "voice";
}
