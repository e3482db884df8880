// Scripts run: things that need them may be shown.
document.documentElement.classList.add("js");
