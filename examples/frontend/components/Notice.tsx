/** A page that says one thing: not here, withdrawn, no answer. */
export function Notice({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: React.ReactNode;
}) {
  return (
    <div className="measure narrow notice">
      <h1>{title}</h1>
      <p className="subtitle">{text}</p>
      {children}
    </div>
  );
}
