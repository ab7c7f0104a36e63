export default async function stopPostgres() {
  await globalThis.tramoTestPostgres?.stop();
}
