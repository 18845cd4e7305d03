// Lets the lists of the admin's own forms ask for the day that is written in the form.
import { day } from "newsroom/day";

window.django.jQuery.ajaxPrefilter((options) => {
  const address = new URL(options.url, location.href);
  if (!address.pathname.endsWith("/autocomplete/") || !day()) return;
  address.searchParams.set("on", day());
  options.url = `${address.pathname}${address.search}`;
});
