"""What watchers ask of the house: is it well (/sehat/), and how much work waits (/metrik/)."""
